namespace Dcmon.Settings;

/// <summary>
/// Sections under names that the user chooses, as a property of a section: <c>scrape: {dcgm: {url: …}}</c>, key by key
/// <c>scrape.dcgm.url</c>. File and flags may name entries, environment variables may not. Names hold 1 to 40 of
/// <c>a-z</c>,
/// <c>0-9</c>, <c>_</c> and <c>-</c>.
/// </summary>
/// <typeparam name="T">The section of each entry.</typeparam>
public sealed class SettingsMap<T> : Dictionary<string, T>, ISettingsMap
    where T : SettingsSection, new()
{
    IEnumerable<(string Name, SettingsSection Section)> ISettingsMap.Entries =>
        this.Select(each => (each.Key, (SettingsSection)each.Value));

    SettingsSection ISettingsMap.Enter(string name) => TryGetValue(name, out var known) ? known : this[name] = new T();
}

/// <summary>What the loader needs of every <see cref="SettingsMap{T}"/>.</summary>
internal interface ISettingsMap
{
    /// <summary>The entries, in the order in which they were named first.</summary>
    IEnumerable<(string Name, SettingsSection Section)> Entries { get; }

    /// <summary>The section of an entry, which is made when it is named first.</summary>
    SettingsSection Enter(string name);
}

using System.Diagnostics.CodeAnalysis;

namespace Dcmon.Settings;

/// <summary>
/// A group of settings: a record whose <c>init</c> properties are keys (<c>MaxSize</c> is <c>max_size</c>), each with
/// its default as initializer. A property that is itself a section is a nested group; a <see cref="SettingsMap{T}"/>
/// holds groups under names that the user chooses. Types that can be keys: string, bool, int, long, double,
/// <see cref="TimeSpan"/>, <see cref="ByteSize"/>, enums, <c>Uri</c>, their nullable forms, and
/// <c>IReadOnlyList&lt;string&gt;</c>.
/// </summary>
/// <remarks>The annotation keeps the properties of every derived record when a program is trimmed.</remarks>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public abstract record SettingsSection
{
    /// <summary>
    /// Finds well-formed values that are out of range or contradict each other: the key within this section, and what
    /// is wrong.
    /// </summary>
    protected internal virtual IEnumerable<(string Key, string Problem)> Check() => [];
}

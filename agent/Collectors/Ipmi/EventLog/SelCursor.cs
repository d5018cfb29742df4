using System.Globalization;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>How far a BMC's event log was read.</summary>
/// <param name="Info">Its state at that time.</param>
/// <param name="LastId">Record number of the last entry; null where there was none.</param>
/// <param name="LastSeconds">Its time by the BMC's clock.</param>
internal sealed record SelCursor(SelInfo Info, int? LastId, long? LastSeconds)
{
    private const string Version = "1";

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static SelCursor? Parse(string? text)
    {
        var fields = text?.Split(' ');
        if (fields is not [Version, var entries, var lastAdd, var lastErase, var id, var seconds]
            || !int.TryParse(entries, CultureInfo.InvariantCulture, out var count)
            || !uint.TryParse(lastAdd, CultureInfo.InvariantCulture, out var added)
            || !uint.TryParse(lastErase, CultureInfo.InvariantCulture, out var erased)) return null;
        return new SelCursor(new SelInfo(count, null, added, erased), Optional(id) is { } lastId ? (int)lastId : null, Optional(seconds));
    }

    /// <summary>True where the log says that nothing happened since.</summary>
    public bool IsUpToDate(SelInfo now) => now with { FreeBytes = null } == Info with { FreeBytes = null };

    /// <summary>How many entries to read so that the new ones and the last known one are among them.</summary>
    /// <param name="now">What the log reports about itself now.</param>
    /// <param name="most">The most to read.</param>
    public int Missing(SelInfo now, int most) =>
        now.LastErase != Info.LastErase || now.Entries < Info.Entries
            ? Math.Min(now.Entries, most)
            : Math.Min(now.Entries - Info.Entries + 2, most);

    /// <summary>The entries after the last known one; null where it is not among them.</summary>
    public IReadOnlyList<SelEntry>? After(IReadOnlyList<SelEntry> entries)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
            if (entries[i].Id == LastId && entries[i].Seconds == LastSeconds)
                return [.. entries.Skip(i + 1)];
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Version} {Info.Entries} {Info.LastAdd} {Info.LastErase} {LastId?.ToString(CultureInfo.InvariantCulture) ?? "-"} {LastSeconds?.ToString(CultureInfo.InvariantCulture) ?? "-"}");

    private static long? Optional(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}

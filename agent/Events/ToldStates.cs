using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Events;

/// <summary>
/// What was told last of each of the things whose state matters (drives, arrays, supplies), kept across restarts: a change while the
/// agent is down is told when it is back, and none is told twice. Safe for concurrent use.
/// </summary>
/// <param name="state">Where it is kept.</param>
/// <param name="name">Under which name.</param>
internal sealed class ToldStates(StateFiles state, string name)
{
    /// <summary>More things than a machine has; the state of any more is forgotten at the end.</summary>
    private const int Most = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _current = [];
    private Dictionary<string, Entry>? _kept;
    private string _era = "";

    /// <summary>The state that was told last, or remembered; null where nothing is known of the thing.</summary>
    public string? this[string thing]
    {
        get
        {
            lock (_lock) return Find(thing)?.State;
        }
    }

    /// <summary>Takes note of a state that is worth no event, such as the first that is seen.</summary>
    public void Remember(string thing, string state)
    {
        lock (_lock)
        {
            var entry = new Entry(state, Find(thing)?.Changes ?? 0);
            _current[thing] = entry;
            Keep(thing, entry);
        }
    }

    /// <summary>Takes note of a change that is told by an event.</summary>
    /// <returns>
    /// A key for the event, the same again if the agent is killed before the event was kept; and what to do when it is kept.
    /// </returns>
    public (string Key, Action Kept) Change(string thing, string state)
    {
        lock (_lock)
        {
            var entry = new Entry(state, (Find(thing)?.Changes ?? 0) + 1);
            _current[thing] = entry;
            // By the state as well: it may be another already when the agent starts again.
            return (string.Create(CultureInfo.InvariantCulture, $"{_era}:{thing}:{entry.Changes}:{Hash(state)}"), () =>
            {
                lock (_lock) Keep(thing, entry);
            }
            );
        }
    }

    private Entry? Find(string thing)
    {
        if (_kept is null) Load();
        return _current.TryGetValue(thing, out var found) ? found : null;
    }

    private void Keep(string thing, Entry entry)
    {
        if (_kept!.Count >= Most && !_kept.ContainsKey(thing)) return;
        _kept[thing] = entry;
        Save();
    }

    /// <summary>
    /// An era begins with a file: numbers of changes begin anew with another, and their keys must not be those of old events.
    /// </summary>
    private void Load()
    {
        _kept = [];
        string[] lines = Read()?.Split('\n') ?? [];
        foreach (var fields in lines.Skip(1).Select(line => line.Split(' ')))
            if (fields is [var changes, var state, var thing] && long.TryParse(changes, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                _current[Uri.UnescapeDataString(thing)] = _kept[Uri.UnescapeDataString(thing)] = new Entry(Uri.UnescapeDataString(state), count);
        if (lines.Length > 0 && Guid.TryParseExact(lines[0], "N", out var era))
        {
            _era = era.ToString("N");
            return;
        }

        _era = Guid.NewGuid().ToString("N");
        Save();
    }

    private string? Read()
    {
        try
        {
            return state.Read(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // All is told again then.
        }
    }

    private void Save()
    {
        var lines = _kept!.Select(each => string.Create(
            CultureInfo.InvariantCulture, $"{each.Value.Changes} {Uri.EscapeDataString(each.Value.State)} {Uri.EscapeDataString(each.Key)}"));
        try
        {
            state.Save(name, string.Join('\n', lines.Prepend(_era)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that is full must cost no figures: some is told again after a restart then. The spool complains about the disk.
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    private sealed record Entry(string State, long Changes);
}

using System.Globalization;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Events;

/// <summary>
/// The state reported last of each thing whose state matters (drives, arrays, power supplies), saved across restarts: a
/// change while the agent is down is reported when it is back, and none is reported twice. Safe for concurrent use.
/// </summary>
/// <param name="state">Where it is saved.</param>
/// <param name="name">Under which name.</param>
internal sealed class ReportedStates(StateFiles state, string name)
{
    /// <summary>More things than a machine has; the state of any more is forgotten at the end.</summary>
    private const int Most = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _current = [];
    private Dictionary<string, Entry>? _saved;
    private string _era = "";

    /// <summary>The state reported last, or remembered; null for a thing that is unknown.</summary>
    public string? this[string thing]
    {
        get
        {
            lock (_lock) return Find(thing)?.State;
        }
    }

    /// <summary>Remembers a state that is worth no event, such as the first.</summary>
    public void Remember(string thing, string state)
    {
        lock (_lock)
        {
            var entry = new Entry(state, Find(thing)?.Changes ?? 0);
            _current[thing] = entry;
            SaveEntry(thing, entry);
        }
    }

    /// <summary>Remembers a change that an event reports.</summary>
    /// <returns> A key for the event, the same again if the agent is killed before the event is stored; and what to do
    /// when it is stored. </returns>
    public (string Key, Action OnStored) Change(string thing, string state)
    {
        lock (_lock)
        {
            var entry = new Entry(state, (Find(thing)?.Changes ?? 0) + 1);
            _current[thing] = entry;
            // By the state as well: it may be another already when the agent starts again.
            return (string.Create(CultureInfo.InvariantCulture, $"{_era}:{thing}:{entry.Changes}:{ShortHash.Of(state)}"), () =>
            {
                lock (_lock) SaveEntry(thing, entry);
            }
            );
        }
    }

    private Entry? Find(string thing)
    {
        if (_saved is null) Load();
        return _current.TryGetValue(thing, out var found) ? found : null;
    }

    private void SaveEntry(string thing, Entry entry)
    {
        if (_saved!.Count >= Most && !_saved.ContainsKey(thing)) return;
        _saved[thing] = entry;
        Save();
    }

    /// <summary>
    /// An era begins with a file: numbers of changes begin anew with another, and their keys must not be those of old
    /// events.
    /// </summary>
    private void Load()
    {
        _saved = [];
        string[] lines = Read()?.Split('\n') ?? [];
        foreach (var fields in lines.Skip(1).Select(line => line.Split(' ')))
            if (fields is [var changes, var state, var thing]
                && long.TryParse(changes, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                _current[Uri.UnescapeDataString(thing)] = _saved[Uri.UnescapeDataString(thing)] =
                    new Entry(Uri.UnescapeDataString(state), count);
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
            return null; // Then all states are reported again.
        }
    }

    private void Save()
    {
        var lines = _saved!.Select(each => string.Create(
            CultureInfo.InvariantCulture, $"{each.Value.Changes} {Uri.EscapeDataString(each.Value.State)} {Uri.EscapeDataString(each.Key)}"));
        try
        {
            state.Save(name, string.Join('\n', lines.Prepend(_era)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk must cost no samples: some changes are reported again after a restart. The spool logs the problem.
        }
    }

    private sealed record Entry(string State, long Changes);
}

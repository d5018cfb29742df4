using Dcmon.Grains.Clients.Programs;
using Dcmon.TimeSeries;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// The latest state of one machine by source. What the machine is shown as comes from its agent alone; of a machine without an agent from
/// one of its programs, the same one as long as it goes on. Belongs to one grain and is only used on its turns.
/// </summary>
/// <param name="offlineAfter">Silence after which a machine counts as offline.</param>
public sealed class ClientSources(TimeSpan offlineAfter)
{
    /// <summary>How long the state of a program is kept that sends nothing.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private const int MaxPrograms = ProgramsState.MaxTokens + 1;

    /// <summary>Bytes of the schemas of all programs, encoded; in memory they take a few times as much.</summary>
    private const long MaxSchemaBytes = WireLimits.MaxSchemaBytes;

    private readonly ClientSource _agent = new(ReportSource.Agent, null);
    private readonly List<ClientSource> _programs = [];
    private ClientSource? _first;

    /// <summary>What the machine is shown as.</summary>
    public ClientSource Main => _agent.LastSeen is null && _first is not null ? _first : _agent;

    /// <summary>The other sources that have reported, by name.</summary>
    public IEnumerable<ClientSource> Others =>
        _programs.Where(each => each != Main && each.Latest.Schema is not null).OrderBy(each => each.Program, StringComparer.Ordinal);

    /// <summary>When the machine was last heard of, Unix milliseconds by the server's clock; null: never.</summary>
    public long? LastSeen => Main == _agent ? _agent.LastSeen : _programs.Max(each => each.LastSeen);

    /// <summary>Time of the newest report of all sources, forgotten ones too, Unix milliseconds; null before the first.</summary>
    public long? NewestTime { get; private set; }

    /// <summary>When a source was last heard of, Unix milliseconds; null: not since the start, or it is forgotten.</summary>
    public long? LastHeard(int number) => _programs.Find(each => each.Number == number)?.LastSeen;

    /// <summary>A source has sent something.</summary>
    /// <param name="number">Number of the source.</param>
    /// <param name="program">The program's name; null: the agent.</param>
    /// <param name="now">Unix milliseconds by the server's clock.</param>
    public ClientSource Heard(int number, string? program, long now)
    {
        var source = number == ReportSource.Agent ? _agent : Program(number, program);
        if (source != _agent && (_first is null || !Presence.IsOnline(_first.LastSeen, now, offlineAfter))) _first = source;
        source.LastSeen = now;
        if (_programs.Count > 0) RemoveIdle(now, source);
        if (IsTooMuch()) RemoveSilent(source);
        return source;
    }

    /// <summary>Takes a report that was stored; one that is older than the source's newest changes nothing of it.</summary>
    public void Apply(ClientSource source, Schema schema, Report report)
    {
        if (!source.Latest.IsNewer(report.Time)) return;
        source.Latest.Apply(schema, report);
        if (NewestTime is not { } newest || source.Latest.Time > newest) NewestTime = source.Latest.Time;
    }

    /// <summary>
    /// Takes the newest report of a source from the store. Reports of unknown sources count for <see cref="NewestTime"/> only.
    /// </summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="report">The report, with its number as it is stored.</param>
    /// <param name="programs">Names of the programs that are known, by number.</param>
    /// <param name="now">Unix milliseconds by the server's clock.</param>
    public void Restore(Schema schema, Report report, IReadOnlyDictionary<int, string> programs, long now)
    {
        var number = ReportSource.Of(report.Sequence);
        var name = programs.GetValueOrDefault(number);
        if (number != ReportSource.Agent && name is null)
        {
            Apply(new ClientSource(number, name), schema, report);
            return;
        }

        // The clock of the source may be ahead.
        Apply(Heard(number, name, Math.Min(report.Time, now)), schema, report);
    }

    /// <summary>Forgets a program's state: its token is gone.</summary>
    public void Forget(int number)
    {
        if (_programs.Find(each => each.Number == number) is { } source) Remove(source);
    }

    private ClientSource Program(int number, string? name)
    {
        if (_programs.Find(each => each.Number == number) is { } known) return known;
        var program = new ClientSource(number, name);
        _programs.Add(program);
        return program;
    }

    private void RemoveIdle(long now, ClientSource current)
    {
        var idleSince = now - (long)KeptFor.TotalMilliseconds;
        for (var i = _programs.Count - 1; i >= 0; i--)
            if (_programs[i] is var each && each.LastSeen < idleSince && each != current)
                Remove(each);
    }

    /// <summary>Forgets those that were silent longest, until the others are not too much.</summary>
    private void RemoveSilent(ClientSource current)
    {
        foreach (var each in _programs.OrderBy(each => each.LastSeen).ToList())
            if (IsTooMuch() && each != current && each != Main)
                Remove(each);
    }

    private void Remove(ClientSource source)
    {
        _programs.Remove(source);
        if (_first == source) _first = _programs.MaxBy(each => each.LastSeen);
    }

    private bool IsTooMuch()
    {
        var bytes = 0L;
        foreach (var each in _programs) bytes += each.Latest.Schema?.Encoded.Length ?? 0;
        return _programs.Count > MaxPrograms || bytes > MaxSchemaBytes;
    }
}

using System.Globalization;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>Tells when a check changes its state, once also across restarts of the agent. A check that nobody knows yet counts as good.</summary>
internal sealed partial class CheckStates
{
    private readonly string _check;
    private readonly CollectorParts _parts;
    private readonly ILogger _logger;
    private NagiosState _last;

    /// <summary>Remembers the state of before.</summary>
    public CheckStates(string check, CollectorParts parts)
    {
        (_check, _parts, _logger) = (check, parts, parts.Loggers.CreateLogger<CheckStates>());
        try
        {
            _last = int.TryParse(parts.State.Read(File), CultureInfo.InvariantCulture, out var saved) && saved is >= 0 and <= 3 ? (NagiosState)saved : NagiosState.Ok;
        }
        catch (IOException error)
        {
            NotKept(check, error.Message);
        }
    }

    private string File => $"check-{_check}";

    /// <summary>Takes in the state of a run.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">What the plugin says, or why it says nothing.</param>
    public void Note(NagiosState state, string text)
    {
        if (state == _last) return;
        var before = _last;
        _last = state;
        var severity = state switch
        {
            NagiosState.Ok => EventSeverity.Info,
            NagiosState.Critical => EventSeverity.Error,
            _ => EventSeverity.Warning,
        };
        var message = $"{_check} is {Spell(state)}{(text.Length > 0 ? ": " : "")}{text}";
        _parts.Events.Post(
            new MachineEvent(_parts.Time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.CheckState, severity, message)
            {
                Subject = [new Label("check", _check)],
                Details = [new Label("state", Spell(state)), new Label("before", Spell(before))],
            },
            () => Save(state));
    }

    private static string Spell(NagiosState state) => state.ToString().ToLowerInvariant();

    private void Save(NagiosState state)
    {
        try
        {
            _parts.State.Save(File, ((int)state).ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException error)
        {
            NotKept(_check, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The state of the check {Check} cannot be kept, so that it may be told again after a restart: {Problem}.")]
    private partial void NotKept(string check, string problem);
}

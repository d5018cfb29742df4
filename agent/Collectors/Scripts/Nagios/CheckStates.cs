using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>
/// Publishes an event when a check changes its state, once also across restarts of the agent. A check that is not known yet
/// counts as good.
/// </summary>
internal sealed class CheckStates(string check, CollectorParts parts)
{
    private readonly StateEvents _states = new(
        parts.Events, new ReportedStates(parts.State, $"check-{check}"), EventKinds.CheckState, parts.Time);

    /// <summary>Takes in the state of a run.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">The plugin's output, or why there is none.</param>
    public void Update(NagiosState state, string text)
    {
        if (_states.Before(check) is null) _states.Remember(check, Spell(NagiosState.Ok));
        if (_states.Before(check) == Spell(state)) return;
        var severity = state switch
        {
            NagiosState.Ok => EventSeverity.Info,
            NagiosState.Critical => EventSeverity.Error,
            _ => EventSeverity.Warning,
        };
        var message = $"{check} is {Spell(state)}{(text.Length > 0 ? ": " : "")}{text}";
        _states.Publish(check, Spell(state), severity, message, [new Label("check", check)]);
    }

    private static string Spell(NagiosState state) => state.ToString().ToLowerInvariant();
}

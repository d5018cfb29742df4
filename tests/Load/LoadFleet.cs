using Dcmon.Load.Agents;
using Dcmon.Load.Results;
using Dcmon.Simulation.Agents;
using Dcmon.Simulation.Enrollment;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Load;

/// <summary>Simulated agents that share nothing but this process and the counters.</summary>
public sealed class LoadFleet : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp;
    private Task[] _runs = [];

    private LoadFleet(IReadOnlyList<LoadAgent> agents, LoadCounters counters, TimeProvider time)
    {
        (Agents, Counters) = (agents, counters);
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>The agents.</summary>
    public IReadOnlyList<LoadAgent> Agents { get; }

    /// <summary>What happened to their reports.</summary>
    public LoadCounters Counters { get; }

    /// <summary>Loads the agents' identities, and enrols those that have none.</summary>
    /// <param name="options">How the fleet behaves.</param>
    /// <param name="urlFor">Gives an enrolment URL for so many machines; called once, if some have no identity
    /// yet.</param>
    /// <param name="time">The agents' clock.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<LoadFleet> OpenAsync(
        LoadOptions options, Func<int, Task<EnrollmentUrl>> urlFor, TimeProvider time, CancellationToken cancel)
    {
        var counters = new LoadCounters();
        var machines = Enumerable.Range(0, options.Agents).Select(number => MachineFleet.Load.Machine(number, options.HostPrefix))
            .ToArray();
        var identities = await new FleetEnrollment(options.State, time).EnrollAsync(
            [.. machines.Select(machine => machine.HostName)], urlFor, cancel);
        var agents = machines.Zip(identities).Select((each, number) => new LoadAgent(
            each.Second, each.First, new ReportSlot((double)number / machines.Length), options, counters, time,
            Random.Shared));
        return new LoadFleet([.. agents], counters, time);
    }

    /// <summary>Lets all agents report.</summary>
    public void Start() =>
        _runs = [.. Agents.Select(agent => Task.Run(() => agent.RunAsync(_stop.Token, _giveUp.Token)))];

    /// <summary>Ends the making of reports, and waits until those that exist are settled.</summary>
    /// <param name="longest">How long to wait for the server at most; afterwards <see cref="LoadCounters.Waiting"/>
    /// says what is left.</param>
    public async Task StopAsync(TimeSpan longest)
    {
        await _stop.CancelAsync();
        _giveUp.CancelAfter(longest);
        await Task.WhenAll(_runs);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_runs);
        foreach (var agent in Agents) agent.Dispose();
        _stop.Dispose();
        _giveUp.Dispose();
    }
}

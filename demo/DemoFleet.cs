using System.Net.Http.Json;
using Dcmon.Simulation.Agents;
using Dcmon.Simulation.Enrollment;
using Dcmon.Simulation.Machines;

namespace Dcmon.Demo;

/// <summary>
/// A fleet of simulated machines with a past and faults, for those who have no machines of their own yet.
/// </summary>
internal sealed class DemoFleet : IDisposable
{
    /// <summary>The tag that all of them have.</summary>
    public const string Tag = "demo";

    private readonly BackfillingAgent[] _agents;
    private readonly BackfillProgress _progress;

    private DemoFleet(BackfillingAgent[] agents, BackfillProgress progress) =>
        (_agents, _progress) = (agents, progress);

    /// <summary>Makes the machines, enrols those that are new, and puts these into the groups of their racks.</summary>
    /// <param name="count">Machines.</param>
    /// <param name="state">Where their identities are stored.</param>
    /// <param name="past">How long a past they have.</param>
    /// <param name="open">Gives a session of an admin; called once, if some are new.</param>
    /// <param name="log">Gets lines about progress and problems.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<DemoFleet> OpenAsync(
        int count, string state, TimeSpan past, Func<Task<ServerApi>> open, Action<string> log, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var enrollment = new FleetEnrollment(state, time);
        var machines = Enumerable.Range(0, count).Select(number => MachineFleet.Demo.Machine(number)).ToArray();
        ServerApi? api = null;
        var known = machines.Where(each => Directory.Exists(enrollment.DirectoryOf(each.Number))).ToHashSet();
        var identities = await enrollment.EnrollAsync(
            [.. machines.Select(machine => machine.HostName)],
            async uses => await (api = await open()).CreateEnrollmentUrlAsync(uses, [Tag], stop), stop);
        using (api)
        {
            var added = machines.Zip(identities).Where(each => !known.Contains(each.First));
            if (api is not null)
                await GroupAsync(api, added.Select(each => (each.Second.ClientId, each.First.Rack)), log, stop);
        }

        var progress = new BackfillProgress(count, time, log);
        return new DemoFleet(
            [.. machines.Zip(identities, (machine, identity) => new BackfillingAgent(
                identity, machine, new ReportSlot((double)machine.Number / count), past,
                new BackfillMark(Path.Combine(enrollment.DirectoryOf(machine.Number), "told")), progress, time))],
            progress);
    }

    /// <summary>Lets all of them report until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(_agents.Select(each => Task.Run(() => each.RunAsync(stop), CancellationToken.None)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var each in _agents) each.Dispose();
        _progress.Dispose();
    }

    private static async Task GroupAsync(
        ServerApi api, IEnumerable<(string Client, string Rack)> racks, Action<string> log, CancellationToken stop)
    {
        foreach (var (client, rack) in racks)
        {
            using var answer = await api.Http.PatchAsJsonAsync(
                $"/api/clients/{client}", new { tags = new[] { Tag }, group = rack }, stop);
            if (answer.IsSuccessStatusCode) continue;
            // A demo without groups is still a demo.
            log($"the machines were not put into groups: the server answers {(int)answer.StatusCode}");
            return;
        }
    }
}

using System.Globalization;
using System.Net.Http.Json;
using Dcmon.Demo.Agents;
using Dcmon.Demo.Machines;
using Dcmon.Load;
using Dcmon.Load.Agents;

namespace Dcmon.Demo;

/// <summary>A fleet of simulated machines, for who has none of their own yet.</summary>
internal sealed class DemoFleet : IDisposable
{
    /// <summary>The tag that all of them have.</summary>
    public const string Tag = "demo";

    private readonly DemoAgent[] _agents;
    private readonly DemoProgress _progress;

    private DemoFleet(DemoAgent[] agents, DemoProgress progress) => (_agents, _progress) = (agents, progress);

    /// <summary>Makes the machines, enrols those that are new, and puts these into the groups of their racks.</summary>
    /// <param name="count">Machines.</param>
    /// <param name="state">Where their identities are kept.</param>
    /// <param name="past">How long a past they have.</param>
    /// <param name="open">Gives a session of an admin; called once, if some are new.</param>
    /// <param name="tell">Gets what is to be said.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<DemoFleet> OpenAsync(
        int count, string state, TimeSpan past, Func<Task<ServerApi>> open, Action<string> tell, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var machines = Enumerable.Range(0, count).Select(number => new MachineModel(number)).ToArray();
        ServerApi? api = null;
        var known = machines.Where(each => Directory.Exists(Home(each))).ToHashSet();
        var identities = await new FleetEnrollment(state, time).EnrollAsync(
            [.. machines.Select(machine => machine.HostName)],
            async uses => await (api = await open()).CreateEnrollmentUrlAsync(uses, [Tag], stop), stop);
        using (api)
            if (api is not null)
                await GroupAsync(api, machines.Zip(identities).Where(each => !known.Contains(each.First)).Select(each => (each.Second.ClientId, each.First.Rack)), tell, stop);
        var progress = new DemoProgress(count, time, tell);
        return new DemoFleet(
            [.. machines.Zip(identities).Select(each => new DemoAgent(
                each.Second, each.First, new Beat((double)each.First.Number / count), past, new ToldUntil(Path.Combine(Home(each.First), "told")), progress, time))],
            progress);

        // As FleetEnrollment names them.
        string Home(MachineModel machine) => Path.Combine(state, machine.Number.ToString("'agent-'0000", CultureInfo.InvariantCulture));
    }

    /// <summary>Lets all of them report, until told to stop.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_agents.Select(each => Task.Run(() => each.RunAsync(stop), CancellationToken.None)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var each in _agents) each.Dispose();
        _progress.Dispose();
    }

    private static async Task GroupAsync(ServerApi api, IEnumerable<(string Client, string Rack)> racks, Action<string> tell, CancellationToken stop)
    {
        foreach (var (client, rack) in racks)
        {
            using var answer = await api.Http.PatchAsJsonAsync($"/api/clients/{client}", new { tags = new[] { Tag }, group = rack }, stop);
            if (answer.IsSuccessStatusCode) continue;
            // A demo without groups is one, too.
            tell($"the machines were not put into groups: the server answers {(int)answer.StatusCode}");
            return;
        }
    }
}

using System.Globalization;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Simulation.Enrollment;

/// <summary>The identities of a simulated fleet: a directory each, as a real agent has it.</summary>
/// <param name="state">Where the directories are.</param>
/// <param name="time">Measures timeouts and waits.</param>
public sealed class FleetEnrollment(string state, TimeProvider time)
{
    private const int DefaultConcurrency = 4;
    private const int Attempts = 5;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>The directory of a machine.</summary>
    /// <param name="number">The machine's place in the fleet, from 0.</param>
    public string DirectoryOf(int number) =>
        Path.Combine(state, number.ToString("'agent-'0000", CultureInfo.InvariantCulture));

    /// <summary>The identity of each machine, enrolled where there was none.</summary>
    /// <param name="hostNames">The machines, in the order of their numbers.</param>
    /// <param name="urlFor">Gives an enrolment URL for so many machines; called once, if some have no identity
    /// yet.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="concurrency">How many enrol at the same time, 1 and more.</param>
    /// <exception cref="IdentityException">An identity on disk is unusable, or the URL is of another
    /// server.</exception>
    /// <exception cref="GatewayException">The server cannot be reached or refuses.</exception>
    public async Task<IReadOnlyList<AgentIdentity>> EnrollAsync(
        IReadOnlyList<string> hostNames, Func<int, Task<EnrollmentUrl>> urlFor, CancellationToken cancel,
        int concurrency = DefaultConcurrency)
    {
        var directories = hostNames.Select((_, number) => new IdentityDirectory(DirectoryOf(number))).ToArray();
        var missing = directories.Zip(hostNames).Where(each => !each.First.Exists).ToArray();
        if (missing.Length > 0)
        {
            var url = await urlFor(missing.Length);
            await Parallel.ForEachAsync(
                missing,
                new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancel },
                async (each, stop) => await EnrollAsync(url, each.First, each.Second, stop));
        }

        return [.. directories.Select(directory => directory.Load())];
    }

    private async Task EnrollAsync(
        EnrollmentUrl url, IdentityDirectory directory, string hostName, CancellationToken stop)
    {
        for (var left = Attempts - 1; ; left--)
        {
            try
            {
                using var identity = await Enroller.EnrollAsync(url, hostName, Timeout, time, stop);
                directory.Save(identity);
                return;
            }
            catch (GatewayException) when (left > 0)
            {
                // Thousands that enrol from one address are throttled, as they should be.
                await Task.Delay(RetryDelay, time, stop);
            }
        }
    }
}

using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Readings;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>What one engine reported.</summary>
/// <param name="All">All of its containers.</param>
/// <param name="Shown">Those with figures of their own.</param>
/// <param name="Problems">Names of containers that could not be read in full, and why.</param>
/// <param name="IsCut">True where there are more than are shown.</param>
internal sealed record EngineReading(
    IReadOnlyList<ContainerSummary> All, IReadOnlyList<Container> Shown, IReadOnlyDictionary<string, string> Problems, bool IsCut)
{
    /// <summary>The most containers whose problems are reported one by one.</summary>
    private const int MostProblems = 3;

    /// <summary>Reports what failed, in few words however many containers it is.</summary>
    public void ReportTroubles(CollectorRun run, int most)
    {
        foreach (var (name, problem) in Problems.OrderBy(each => each.Key, StringComparer.Ordinal).Take(MostProblems))
            run.Trouble(name, problem);
        if (Problems.Count > MostProblems) run.Trouble("others", "they cannot be read either");
        if (IsCut) run.Trouble("list", $"there are more than the {most} containers that collect.containers.most allows");
    }
}

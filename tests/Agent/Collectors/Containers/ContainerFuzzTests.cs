using System.Text;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Events;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers;

/// <summary>Whatever an engine answers, what is read is sound, or it is said that it is no answer.</summary>
public class ContainerFuzzTests
{
    private const int Rounds = 10_000;

    private static readonly ChosenLabels Labels = new(["team", "com.example.team"]);

    [Fact]
    public void Lists_BrokenForms() => Survive("*list.json", json =>
    {
        foreach (var row in ContainerSummary.ParseList(json, Labels))
        {
            Assert.Matches("^[0-9a-fA-F]{1,256}$", row.Id);
            Assert.True(row.State is null || ContainerStates.All.Contains(row.State));
            Assert.All([.. row.Labels.Select(each => each.Value), row.Image], each => Assert.InRange(each.Length, 1, 256));
        }
    });

    [Fact]
    public void Details_BrokenForms()
    {
        var cards = NvidiaCards.Read(new Roots(Proc: "/nowhere"));
        Survive("*details.json", json => cards.Resolve(ContainerDetails.Parse(json).Gpus));
    }

    [Fact]
    public void Stats_BrokenForms()
    {
        var samples = new SampleSet();
        var series = new ContainerSeries([new("container", "a")]);
        Survive("*stats*.json", json =>
        {
            samples.Clear();
            if (ContainerStats.Parse(json) is { } stats) series.Add(samples, stats, 1e12);
            Assert.All(samples.Values.ToArray(), each => Assert.True(double.IsFinite(each)));
        });
    }

    [Fact]
    public void Versions_BrokenForms() => Survive("*version.json", json => Assert.Matches(@"^\d+\.\d+$", EngineVersion.Parse(json).Api));

    [Fact]
    public void Events_BrokenForms()
    {
        var news = new ContainerEvents();
        Survive("*events.jsonl", json =>
        {
            foreach (var line in Encoding.UTF8.GetString(json).Split('\n'))
                if (EngineEvent.Parse(Encoding.UTF8.GetBytes(line), Labels) is { } each) news.Of(each);
        });
    }

    private static void Survive(string fixtures, Action<byte[]> read)
    {
        var good = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Collectors/Containers/Fixtures"), fixtures).Order().Select(File.ReadAllBytes).ToList();
        Assert.NotEmpty(good);
        foreach (var json in Mutations.Of(good, Rounds))
            try
            {
                read(json);
            }
            catch (EngineException)
            {
                // It is said.
            }
    }
}

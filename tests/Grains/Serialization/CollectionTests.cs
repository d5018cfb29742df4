using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Tests.Cluster;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>Collections that a method declares by an interface arrive on this silo and the other, whatever they are.</summary>
public sealed class CollectionTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    private static readonly GpuFigures[] Gpus = [new("0"), new("1", 0.5), new("2", 1)];

    public static TheoryData<string> Lists => [.. ListsOf(0).Keys];

    public static TheoryData<string> Dictionaries => [.. DictionariesOf(0).Keys];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_OfAnyLength_Arrives(string kind)
    {
        foreach (var silo in new[] { Cluster.FirstSilo, Cluster.SecondSilo })
        {
            var echo = await EchoOn(silo);
            for (var length = 0; length <= Gpus.Length; length++)
                Assert.Equal(Gpus[..length], await echo.List(ListsOf(length)[kind]));
        }
    }

    [Theory]
    [MemberData(nameof(Dictionaries))]
    public async Task Dictionary_OfAnyLength_Arrives(string kind)
    {
        foreach (var silo in new[] { Cluster.FirstSilo, Cluster.SecondSilo })
        {
            var echo = await EchoOn(silo);
            for (var length = 0; length <= Gpus.Length; length++)
            {
                var came = await echo.Dictionary(DictionariesOf(length)[kind]);
                Assert.Equal(Gpus[..length], came.Values.OrderBy(gpu => gpu.Gpu));
            }
        }
    }

    private async Task<IEchoGrain> EchoOn(SiloAddress silo)
    {
        var echo = Grains.GetGrain<IEchoGrain>("collections");
        await Cluster.Place(echo, silo, grain => grain.Echo(0));
        return echo;
    }

    private static Dictionary<string, IReadOnlyList<GpuFigures>> ListsOf(int length)
    {
        var gpus = Gpus[..length];
        return new()
        {
            ["array"] = gpus,
            ["list"] = gpus.ToList(),
            ["immutable array"] = ImmutableArray.Create(gpus),
            ["immutable list"] = ImmutableList.Create(gpus),
            ["expression of an array"] = [.. gpus],
            ["expression of a query"] = [.. gpus.Where(gpu => gpu.Gpu.Length > 0).OrderBy(gpu => gpu.Gpu)],
            ["expression of elements"] = length switch
            {
                0 => [],
                1 => [Gpus[0]],
                2 => [Gpus[0], Gpus[1]],
                _ => [Gpus[0], Gpus[1], Gpus[2]],
            },
            ["result of a query"] = gpus.Select(gpu => gpu with { }).ToList(),
            ["read-only"] = gpus.AsReadOnly(),
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, GpuFigures>> DictionariesOf(int length)
    {
        var gpus = Gpus[..length].ToDictionary(gpu => gpu.Gpu);
        return new()
        {
            ["dictionary"] = gpus,
            ["immutable"] = gpus.ToImmutableDictionary(),
            ["sorted"] = new SortedDictionary<string, GpuFigures>(gpus),
        };
    }
}

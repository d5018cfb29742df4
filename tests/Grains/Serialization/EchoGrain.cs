using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>Sends back what it is sent, through the same messages as any other call.</summary>
[Alias("test.echo")]
public interface IEchoGrain : IGrainWithStringKey
{
    [Alias("echo")]
    Task<T> Echo<T>(T value);

    [Alias("list")]
    Task<IReadOnlyList<GpuFigures>> List(IReadOnlyList<GpuFigures> list);

    [Alias("dictionary")]
    Task<IReadOnlyDictionary<string, GpuFigures>> Dictionary(IReadOnlyDictionary<string, GpuFigures> dictionary);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<T> Echo<T>(T value) => Task.FromResult(value);

    public Task<IReadOnlyList<GpuFigures>> List(IReadOnlyList<GpuFigures> list) => Task.FromResult(list);

    public Task<IReadOnlyDictionary<string, GpuFigures>> Dictionary(IReadOnlyDictionary<string, GpuFigures> dictionary) =>
        Task.FromResult(dictionary);
}

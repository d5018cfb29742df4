using System.Reflection;
using Dcmon.Grains.Tests.Cluster;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>Every record is sent to a grain on the other silo and back.</summary>
public sealed class RecordTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    public static TheoryData<Type, CollectionKind> Travelling
    {
        get
        {
            var data = new TheoryData<Type, CollectionKind>();
            // Collections have tests of their own.
            var inSignatures = GrainContract.InSignatures.Where(type => !type.IsGenericType);
            foreach (var type in inSignatures.Concat(GrainContract.Records).Concat(GrainContract.Converted).Distinct())
                foreach (var kind in Enum.GetValues<CollectionKind>())
                    data.Add(type, kind);
            return data;
        }
    }

    private IEchoGrain Echo => Grains.GetGrain<IEchoGrain>("records");

    public Task InitializeAsync() => Cluster.Place(Echo, Cluster.SecondSilo, grain => grain.Echo(0));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Travelling))]
    public async Task Record_SentToTheOtherSiloAndBack_IsTheSame(Type type, CollectionKind kind)
    {
        var sent = new Filler(kind).Make(type);
        var send = typeof(RecordTests).GetMethod(nameof(Send), BindingFlags.Instance | BindingFlags.NonPublic)!;
        var came = await (Task<object>)send.MakeGenericMethod(type).Invoke(this, [sent])!;
        Assert.NotSame(sent, came);
        Assert.Null(Same.Difference(sent, came));
    }

    [Fact]
    public async Task Send_TypeWithoutASerializer_Fails() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Send(new NotSerializable(1)));

    private async Task<object> Send<T>(T value)
        where T : notnull => await Echo.Echo(value);

    private sealed record NotSerializable(int Number);
}

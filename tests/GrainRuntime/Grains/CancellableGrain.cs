
namespace Dcmon.GrainRuntime.Tests.Grains;

[Alias("test.ICancellableGrain")]
public interface ICancellableGrain : IGrainWithStringKey
{
    [Alias("Hold")]
    Task Hold(string gate, CancellationToken cancellationToken = default);
}

[GrainType("test-cancellable")]
public sealed class CancellableGrain(Probe probe) : Grain, ICancellableGrain
{
    public async Task Hold(string gate, CancellationToken cancellationToken)
    {
        try
        {
            await probe.Gate(gate).PassAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            probe.Gate(gate + " cancelled").Open();
            throw;
        }
    }
}

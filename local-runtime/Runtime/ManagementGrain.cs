namespace Orleans.Runtime;

/// <inheritdoc cref="IManagementGrain"/>
internal sealed class ManagementGrain(LocalGrainRuntime runtime) : Grain, IManagementGrain
{
    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult<SimpleGrainStatistic[]>(
    [
        .. runtime.Activations.CountBy(a => a.Class.Type.FullName!)
            .Select(c => new SimpleGrainStatistic { GrainType = c.Key, ActivationCount = c.Value }),
    ]);

    public Task ForceActivationCollection(TimeSpan ageLimit) => Task.WhenAll(runtime.Collect(ageLimit));
}

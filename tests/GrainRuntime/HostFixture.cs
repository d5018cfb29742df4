using Xunit;

namespace Dcmon.GrainRuntime.Tests;

/// <summary>One host for all tests that need nothing special; they use keys of their own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    public GrainHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedHost : ICollectionFixture<HostFixture>
{
    public const string Name = "shared host";
}

/// <summary>Base of tests on the shared host.</summary>
[Collection(SharedHost.Name)]
public abstract class SharedHostTests(HostFixture fixture)
{
    protected GrainHost Host { get; } = fixture.Host;

    protected Orleans.IGrainFactory Grains => Host.Grains;

    /// <summary>A key that no other test uses.</summary>
    protected static string NewKey() => "test/" + Guid.NewGuid().ToString("N");
}

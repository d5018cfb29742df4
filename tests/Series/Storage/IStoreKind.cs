namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>A database that the store's tests run on.</summary>
public interface IStoreKind : IAsyncDisposable
{
    /// <summary>Makes an empty database.</summary>
    Task StartAsync();

    /// <summary>Opens the store on it.</summary>
    SeriesStore Open(SeriesStoreOptions options);
}

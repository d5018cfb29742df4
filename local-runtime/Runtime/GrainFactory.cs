using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The factory and client of one process.</summary>
internal sealed class GrainFactory(LocalGrainRuntime runtime) : IClusterClient
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.observer");

    public IServiceProvider ServiceProvider => runtime.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)runtime.GetGrain(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)runtime.GetGrain(
            typeof(TGrainInterface), primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)runtime.GetGrain(grainInterfaceType, grainPrimaryKey, null);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference) throw new ArgumentException("This is already a reference.", nameof(obj));
        GrainMethod.CheckAll(typeof(TGrainObserverInterface));
        var id = GrainId.Create(ObserverType, Guid.NewGuid().ToString("N"));
        return (TGrainObserverInterface)GrainReference.Create(
            typeof(TGrainObserverInterface), runtime, id, null, new ObserverTarget(runtime, obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference { Observer: { } observer })
            throw new ArgumentException("This is not a reference to an observer.", nameof(obj));
        observer.Delete();
    }
}

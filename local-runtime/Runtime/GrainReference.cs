using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer: turns method calls into requests. Equal if its target is.</summary>
public class GrainReference : DispatchProxy
{
    private LocalGrainRuntime _runtime = null!;
    private GrainClass? _class;

    /// <summary>The target's identity.</summary>
    public GrainId GrainId { get; private set; }

    /// <summary>The observer that this refers to; null for a grain.</summary>
    internal ObserverTarget? Observer { get; private set; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainReference other && other.GrainId == GrainId;

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"reference to {GrainId}";

    internal static object Create(
        Type type, LocalGrainRuntime runtime, GrainId id, GrainClass? grainClass, ObserverTarget? observer)
    {
        var reference = (GrainReference)Create(type, typeof(GrainReference));
        reference._runtime = runtime;
        reference._class = grainClass;
        reference.GrainId = id;
        reference.Observer = observer;
        return reference;
    }

    internal T As<T>() => this is T same ? same : (T)Create(typeof(T), _runtime, GrainId, _class, Observer);

    internal void Deliver(Request request)
    {
        if (Observer is { } observer) observer.Receive(request);
        else _runtime.Deliver(_class!, GrainId, request);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var request = GrainMethod.Of(targetMethod!).CreateRequest(args);
        request.Send(this, _runtime);
        return request.ReturnValue;
    }
}

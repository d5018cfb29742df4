using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Takes a call through the filters to the grain.</summary>
internal sealed class GrainCallContext(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int _next;

    public IInvokable Request => request;

    public object Grain => activation.GrainInstance!;

    public GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public string InterfaceName => request.Method.InterfaceName;

    public string MethodName => request.Method.Method.Name;

    public MethodInfo InterfaceMethod => request.Method.Method;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = Grain.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result
    {
        get => request.Result;
        set => request.Result = value;
    }

    public Task Invoke()
    {
        var index = _next++;
        if (index < filters.Length) return filters[index].Invoke(this);
        return index == filters.Length && Grain is IIncomingGrainCallFilter own
            ? own.Invoke(this)
            : request.InvokeAsync(Grain).AsTask();
    }
}

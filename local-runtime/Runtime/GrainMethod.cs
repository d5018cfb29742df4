using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A method of a grain or observer interface, with what its attributes say; made once.</summary>
internal sealed class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Cache = new();
    private readonly Func<GrainMethod, object?[], Request> _createRequest;

    private GrainMethod(MethodInfo method)
    {
        Method = method;
        Kind = KindOf(method) ?? throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name} cannot be called through a reference: a grain method is not "
            + "generic, has no ref or out parameters, and returns Task, Task<T>, ValueTask, ValueTask<T> or void.");
        Invoker = MethodInvoker.Create(method);
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = Kind == ReturnKind.Void || method.IsDefined(typeof(OneWayAttribute));
        TokenIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
        InterfaceName = method.DeclaringType!.FullName!;
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(NoResult);
        _createRequest = typeof(Request<>).MakeGenericType(result)
            .GetMethod(nameof(Request<NoResult>.Create), BindingFlags.Static | BindingFlags.Public)!
            .CreateDelegate<Func<GrainMethod, object?[], Request>>();
    }

    public MethodInfo Method { get; }

    public string InterfaceName { get; }

    public ReturnKind Kind { get; }

    public MethodInvoker Invoker { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsOneWay { get; }

    /// <summary>The index of the cancellation token's parameter, or -1.</summary>
    public int TokenIndex { get; }

    /// <exception cref="NotSupportedException">The method cannot be called through a reference.</exception>
    public static GrainMethod Of(MethodInfo method) => Cache.GetOrAdd(method, static m => new(m));

    /// <summary>Checks each method of an interface and of those that it extends.</summary>
    /// <exception cref="NotSupportedException">One cannot be called through a reference.</exception>
    public static void CheckAll(Type grainInterface)
    {
        foreach (var method in grainInterface.GetInterfaces().Append(grainInterface).SelectMany(i => i.GetMethods()))
            Of(method);
    }

    public Request CreateRequest(object?[]? arguments) => _createRequest(this, arguments ?? []);

    private static ReturnKind? KindOf(MethodInfo method)
    {
        if (method.IsGenericMethod || method.GetParameters().Any(p => p.ParameterType.IsByRef)) return null;
        var type = method.ReturnType;
        if (type == typeof(void)) return ReturnKind.Void;
        if (type == typeof(Task)) return ReturnKind.Task;
        if (type == typeof(ValueTask)) return ReturnKind.ValueTask;
        if (!type.IsGenericType) return null;
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Task<>)) return ReturnKind.TaskOfResult;
        return definition == typeof(ValueTask<>) ? ReturnKind.ValueTaskOfResult : null;
    }
}

/// <summary>What a grain method returns.</summary>
internal enum ReturnKind
{
    Void,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
}

/// <summary>The result of methods without one.</summary>
internal readonly struct NoResult;

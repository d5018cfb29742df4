using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What a grain class says about itself, read once.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly (PersistentStateAttribute Attribute, Type Type)[] _states;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? ConventionalName(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        CollectionAge = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        var parameters = type.GetConstructors().FirstOrDefault()?.GetParameters() ?? [];
        _states =
        [
            .. from parameter in parameters
               let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
               where attribute is not null
               select (attribute, parameter.ParameterType),
        ];
        _factory = ActivatorUtilities.CreateFactory(type, [.. _states.Select(s => s.Type)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Activations a key may have if this is a stateless worker; else 0.</summary>
    public int MaxWorkers { get; }

    /// <summary>Idle time before collection; null for the host's.</summary>
    public TimeSpan? CollectionAge { get; }

    /// <summary>Constructs the grain. Its parameters come from the activation's services and storage.</summary>
    public object CreateInstance(Activation activation)
    {
        var states = new object[_states.Length];
        for (var i = 0; i < states.Length; i++)
            states[i] = PersistentState.Create(_states[i].Type, _states[i].Attribute, activation);
        return _factory(activation.ActivationServices, states);
    }

    /// <summary>As Orleans names grain types, so that state written under one runtime is found under the other.</summary>
    private static string ConventionalName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }
}

namespace Orleans.Hosting;

/// <summary>How grains are hosted in one process. The defaults are Orleans'.</summary>
public sealed class LocalGrainOptions
{
    /// <summary>How long an activation may be idle, unless its class says otherwise: more than zero.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for: more than zero.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for an answer before a <see cref="TimeoutException"/>: more than zero.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long loading state, and OnActivateAsync, may take: more than zero.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long OnDeactivateAsync, and the host's stop, may take: more than zero.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        Check(CollectionAge, nameof(CollectionAge));
        Check(CollectionQuantum, nameof(CollectionQuantum));
        Check(ResponseTimeout, nameof(ResponseTimeout));
        Check(ActivationTimeout, nameof(ActivationTimeout));
        Check(DeactivationTimeout, nameof(DeactivationTimeout));
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw new InvalidOperationException($"{name} is {value}; it must be more than zero.");
    }
}

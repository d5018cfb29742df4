namespace Orleans.Runtime;

/// <summary>The name of a kind of grain: part of its identity in storage, so it must not change.</summary>
public readonly record struct GrainType
{
    private readonly string? _value;

    private GrainType(string value) => _value = value;

    /// <summary>Wraps a name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(value);
    }

    /// <summary>The name's text.</summary>
    public override string ToString() => _value ?? "";
}

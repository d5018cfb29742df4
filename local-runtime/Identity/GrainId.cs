namespace Orleans.Runtime;

/// <summary>Identifies one grain: its type and its key.</summary>
/// <param name="Type">The kind of grain.</param>
/// <param name="Key">The grain's key within its type.</param>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Makes an id from a type's name and a key.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Makes an id from a type and a key.</summary>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>The id as <c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";
}

namespace Orleans;

/// <summary>Names a grain's type, instead of the class name in lower case without its <c>Grain</c> suffix.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}

namespace Orleans.Runtime;

/// <summary>Facts about the running grains, and acts on all of them. Its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The number of activations of each grain type.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Deactivates activations idle for longer than <paramref name="ageLimit"/>, and waits for it.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);
}

/// <summary>The number of activations of a grain type.</summary>
public class SimpleGrainStatistic
{
    /// <summary>The grain class, by its full name.</summary>
    public string GrainType { get; set; } = "";

    /// <summary>Its activations.</summary>
    public int ActivationCount { get; set; }
}

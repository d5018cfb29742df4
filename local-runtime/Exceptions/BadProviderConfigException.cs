using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain asks for a storage provider that is not registered.</summary>
public class BadProviderConfigException(string message) : OrleansException(message);

using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of all grain interfaces. Each method returns a task (or void, which is one-way).</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain whose key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>An object outside the grains which a grain can notify.</summary>
public interface IGrainObserver : IAddressable;

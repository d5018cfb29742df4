namespace Orleans.Runtime;

/// <summary>Anything that calls can be sent to: grains, references to them, observers.</summary>
public interface IAddressable;

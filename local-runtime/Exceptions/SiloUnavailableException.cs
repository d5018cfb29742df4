namespace Orleans.Runtime;

/// <summary>A call could not be delivered.</summary>
public class OrleansMessageRejectionException(string message) : OrleansException(message);

/// <summary>The grain runtime is not running: it has not started yet, or it stops.</summary>
public sealed class SiloUnavailableException(string message) : OrleansMessageRejectionException(message);

/// <summary>The observer that a call was sent to is gone.</summary>
public class ClientNotAvailableException(string message) : OrleansException(message);

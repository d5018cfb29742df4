namespace Dcmon.Web.Live.Push;

/// <summary>Sends messages to browsers.</summary>
public interface IPushSender
{
    /// <summary>Sends one message; done when the transport has taken it.</summary>
    Task SendAsync(string connection, PushMessage message, CancellationToken cancel);
}

namespace Dcmon.Web.Live.Push;

/// <summary>What one connection has not been sent yet of something that it watches.</summary>
internal interface IPushBuffer
{
    /// <summary>Whether there is anything to send.</summary>
    bool Any { get; }

    /// <summary>Moves all to messages.</summary>
    void TakeInto(List<PushMessage> messages);
}

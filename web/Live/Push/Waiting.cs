namespace Dcmon.Web.Live.Push;

/// <summary>All that waits to be sent to one connection: a buffer for each thing that it watches.</summary>
internal sealed class Waiting
{
    private readonly Dictionary<(Type Kind, string Id), IPushBuffer> _buffers = [];

    /// <summary>Whether there is anything to send.</summary>
    public bool Any => _buffers.Values.Any(each => each.Any);

    /// <summary>The buffer of a kind; null where the connection does not watch it.</summary>
    public T? Find<T>(string id = "")
        where T : class, IPushBuffer =>
        _buffers.GetValueOrDefault((typeof(T), id)) as T;

    /// <summary>Starts a buffer; one of the same kind and id is dropped with what it holds.</summary>
    public T Start<T>(T buffer, string id = "")
        where T : class, IPushBuffer
    {
        _buffers[(typeof(T), id)] = buffer;
        return buffer;
    }

    /// <summary>Drops a buffer with what it holds.</summary>
    public void Drop<T>(string id = "")
        where T : class, IPushBuffer =>
        _buffers.Remove((typeof(T), id));

    /// <summary>Moves all to messages.</summary>
    public List<PushMessage> Take()
    {
        var messages = new List<PushMessage>();
        foreach (var buffer in _buffers.Values) buffer.TakeInto(messages);
        return messages;
    }
}

namespace Dcmon.Web.Live.Push;

/// <summary>All that one connection is to be told, and has asked for.</summary>
internal sealed class Waiting
{
    private readonly Dictionary<string, ClientBuffer> _clients = [];
    private readonly Dictionary<string, SeriesBuffer> _series = [];

    /// <summary>Rows of the fleet; null while it is not watched.</summary>
    public RowBuffer? Fleet { get; set; }

    /// <summary>The machines that are watched.</summary>
    public IDictionary<string, ClientBuffer> Clients => _clients;

    /// <summary>The live queries, by the browser's name.</summary>
    public IDictionary<string, SeriesBuffer> Series => _series;

    /// <summary>Whether anything is to be told.</summary>
    public bool Any => Fleet is { Count: > 0 } || _clients.Values.Any(each => each.Count > 0) || _series.Values.Any(each => each.Any);

    /// <summary>Moves all to messages.</summary>
    public List<PushMessage> Take()
    {
        var messages = new List<PushMessage>();
        Fleet?.TakeInto(messages);
        foreach (var client in _clients.Values) client.TakeInto(messages);
        foreach (var series in _series.Values) series.TakeInto(messages);
        return messages;
    }
}

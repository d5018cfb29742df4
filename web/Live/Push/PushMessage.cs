namespace Dcmon.Web.Live.Push;

/// <summary>One event for a browser.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Value">What it says.</param>
public readonly record struct PushMessage(string Event, object Value);

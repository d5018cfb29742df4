using System.Collections.Concurrent;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Web.Accounts;

/// <summary>
/// The sessions as this process knows them. Each is looked up at the accounts' grain again after <see cref="Fresh"/>, so that one that was
/// ended elsewhere is over here no later than that.
/// </summary>
public sealed partial class Sessions(IGrainFactory grains, TimeProvider time, ILogger<Sessions> log)
{
    /// <summary>How long an answer of the grain counts.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<string, Known> _known = [];

    /// <summary>Whose a session is; null where it has ended.</summary>
    public async Task<SessionOwner?> FindAsync(string id)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.Since) < Fresh) return known.Owner;
        var since = time.GetTimestamp();
        if (await grains.Accounts().FindSession(id) is not { } owner)
        {
            _known.TryRemove(id, out _);
            return null;
        }

        if (_known.Count >= MaxKnown) _known.Clear();
        _known[id] = new Known(owner, since);
        return owner;
    }

    /// <summary>Has it stored that a session is in use, where that was not stored lately.</summary>
    /// <returns>Whether it was time.</returns>
    public bool Touch(string id, SessionOwner owner)
    {
        if (!SessionLimits.IsTouchDue(owner.LastSeen, time.GetUtcNow().ToUnixTimeMilliseconds())) return false;
        _ = TouchAsync(id);
        return true;
    }

    /// <summary>Ends a session of a user.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(string user, string id)
    {
        var ended = await grains.Accounts().EndSession(user, id);
        _known.TryRemove(id, out _);
        return ended;
    }

    /// <summary>No request waits for this, and none fails with it: a disk that is full must not lock people out.</summary>
    private async Task TouchAsync(string id)
    {
        try
        {
            await grains.Accounts().TouchSession(id);
        }
        catch (Exception error)
        {
            NotStored(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "It cannot be stored that a session is in use: {Reason}")]
    private partial void NotStored(string reason);

    private sealed record Known(SessionOwner Owner, long Since);
}

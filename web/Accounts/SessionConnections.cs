using System.Collections.Concurrent;
using Dcmon.Web.Live.Push;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Accounts;

/// <summary>
/// The open connections of the hub. One whose session has ended, or whose user has another role by now, is closed within
/// <see cref="CheckEvery"/> and <see cref="Sessions.Fresh"/>.
/// </summary>
public sealed partial class SessionConnections(Sessions sessions, TimeProvider time, ILogger<SessionConnections> log) : BackgroundService
{
    /// <summary>Time between two checks.</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, HubCallerContext> _open = [];

    /// <summary>A connection was opened.</summary>
    public void Add(HubCallerContext connection) => _open[connection.ConnectionId] = connection;

    /// <summary>A connection was closed.</summary>
    public void Remove(HubCallerContext connection) => _open.TryRemove(connection.ConnectionId, out _);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckEvery, time);
        while (await timer.NextRoundAsync(stoppingToken))
        {
            try
            {
                await CheckAsync();
            }
            catch (Exception error) when (error is not OperationCanceledException) // the next round tries again
            {
                NotChecked(error.Message);
            }
        }
    }

    private async Task CheckAsync()
    {
        foreach (var (_, connection) in _open)
            if (!await IsLiveAsync(connection)) connection.Abort();
    }

    private async Task<bool> IsLiveAsync(HubCallerContext connection)
    {
        if (connection.User.SessionId() is not { } id || await sessions.FindAsync(id) is not { } owner) return false;
        // A page that is only looked at is in use.
        sessions.Touch(id, owner);
        return connection.User!.IsInRole(owner.Role);
    }

    [LoggerMessage(LogLevel.Warning, "The sessions of open connections cannot be checked now: {Reason}")]
    private partial void NotChecked(string reason);
}

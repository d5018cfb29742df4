namespace Dcmon.TimeSeries.Sql;

/// <summary>One piece of work for the only writer of a database. It completes after the commit.</summary>
public abstract class SqlWrite
{
    /// <summary>Bytes that this write adds, roughly; bounds how much one transaction takes.</summary>
    public virtual int Size => 0;

    /// <summary>Whether it runs by itself, outside of any transaction.</summary>
    public virtual bool IsAlone => false;

    /// <summary>
    /// Whether only short continuations await the result: the writes of one commit then complete one after the other on one thread.
    /// </summary>
    public virtual bool CompletesTogether => false;

    /// <summary>Runs inside the writer's transaction. May run again after a rollback, so it must start from nothing.</summary>
    public abstract void Apply(SqlSession session);

    /// <summary>The commit is on disk.</summary>
    public abstract void Committed();

    /// <summary>Nothing of this write is stored.</summary>
    public abstract void Failed(Exception error);
}

/// <summary>A write that is awaited and gives a result.</summary>
/// <param name="apply">What to do; see <see cref="SqlWrite.Apply"/>.</param>
/// <param name="size">See <see cref="SqlWrite.Size"/>.</param>
/// <param name="alone">See <see cref="SqlWrite.IsAlone"/>.</param>
/// <param name="together">See <see cref="SqlWrite.CompletesTogether"/>.</param>
public class SqlWrite<T>(Func<SqlSession, T> apply, int size = 0, bool alone = false, bool together = false) : SqlWrite
{
    private readonly TaskCompletionSource<T> _done = new(
        together ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <inheritdoc/>
    public override int Size => size;

    /// <inheritdoc/>
    public override bool IsAlone => alone;

    /// <inheritdoc/>
    public override bool CompletesTogether => together;

    /// <summary>Completes with the result when it is committed.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override void Apply(SqlSession session) => _result = apply(session);

    /// <inheritdoc/>
    public override void Committed() => _done.TrySetResult(_result!);

    /// <inheritdoc/>
    public override void Failed(Exception error) => _done.TrySetException(error);
}

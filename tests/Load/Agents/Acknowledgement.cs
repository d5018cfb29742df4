namespace Dcmon.Load.Agents;

/// <summary>A report that the server has taken.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Time">Its time, Unix milliseconds.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Duplicate">True where the server said that it had it already: the answer to an attempt before was
/// lost.</param>
public readonly record struct Acknowledgement(long Sequence, long Time, int Attempts, bool Duplicate);

namespace Dcmon.Queries.Selection;

/// <summary>A selector cannot be understood; the message says where and how to mend it.</summary>
/// <param name="message">What is wrong and how to mend it.</param>
/// <param name="position">Where in the text, counted from 1; 0 where there is no text.</param>
/// <param name="cause">What found it out.</param>
public sealed class SelectorException(string message, int position = 0, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Where in the text, counted from 1; 0 where there is no text.</summary>
    public int Position { get; } = position;
}

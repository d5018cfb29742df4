namespace Dcmon.Wire.Tests;

/// <summary>Reading of bytes that may be anything.</summary>
internal static class Reading
{
    /// <summary>False where the bytes are refused as they should be; any other exception is a failed test.</summary>
    public static bool Succeeds(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (WireFormatException error)
        {
            Xunit.Assert.NotEmpty(error.Message);
            return false;
        }
    }
}

using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Linux;

/// <summary>A kernel file with one number that not every device has.</summary>
internal sealed class OptionalNumberFile(string path)
{
    private readonly TextFile _file = new(path);

    /// <summary>
    /// The number; NaN where the file is missing, the device refuses to answer or says something else.
    /// </summary>
    public double Read()
    {
        if (!File.Exists(_file.Path)) return double.NaN;
        try
        {
            return new FieldReader(_file.Read().Trim()).NextNumber();
        }
        catch (IOException)
        {
            // EINVAL is how sysfs says "not now", ENODEV that the device went away meanwhile.
            return double.NaN;
        }
    }
}

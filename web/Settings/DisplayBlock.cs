using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.Web.Settings;

/// <summary>The display settings as each page carries them: JSON within a script element that is data and no script.</summary>
internal sealed partial class DisplayBlock(IGrainFactory grains, TimeProvider time, ILogger<DisplayBlock> log)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    /// <summary>The settings in force; the defaults where the grains do not answer, so that at least the page comes.</summary>
    public async Task<string> ReadAsync()
    {
        try
        {
            return Json(await grains.Settings().GetDisplay().WaitAsync(Within, time));
        }
        catch (Exception error)
        {
            NotRead(error.Message);
            return Json(DisplayDefaults.Settings);
        }
    }

    /// <summary>
    /// JSON that cannot end its element: the serializer's own encoder, which must not be replaced by a relaxed one here,
    /// writes <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> of any text as escapes.
    /// </summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    [LoggerMessage(LogLevel.Warning, "The display settings cannot be read, a page shows the defaults: {Reason}")]
    private partial void NotRead(string reason);
}

using Dcmon.Files;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;

namespace Dcmon.Web.Enrollment;

/// <summary>Lets a script on this machine enrol an agent without logging in: who may read the data directory may do that.</summary>
internal static class EnrollmentUrlFile
{
    private static readonly TokenTerms OneMachineSoon = new(TimeSpan.FromMinutes(10), 1, []);

    /// <summary>Writes the URL of a new token to a file that only its owner may read.</summary>
    public static async Task WriteEnrollmentUrlAsync(this WebApplication app, string path)
    {
        var token = await app.Services.GetRequiredService<IGrainFactory>().Enrollment().CreateToken(OneMachineSoon);
        var url = app.Services.GetRequiredService<EnrollmentUrls>().For(token, "localhost");
        AtomicFile.Write(path, url.ToSecretString(), FileModes.PrivateFile);
    }
}

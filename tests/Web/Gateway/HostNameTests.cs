using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Wire;

namespace Dcmon.Web.Tests.Gateway;

[Collection(SharedServer.Name)]
public class HostNameTests(RunningServer server)
{
    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\r\nb")]
    [InlineData("\u001b[2Ja")]
    [InlineData("\u202egnp.a")]
    [InlineData("a\u2028b")]
    [InlineData("")]
    public async Task Enroll_NameThatIsNotPlain_IsRefusedAndCostsNoUse(string name)
    {
        var token = await server.Grains.Enrollment().CreateToken(new TokenTerms(TimeSpan.FromMinutes(1), 1, []));
        using var refused = await EnrollAsync(token, name);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("hostName", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var enrolled = await EnrollAsync(token, "gpu-01.größe");
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
    }

    private async Task<HttpResponseMessage> EnrollAsync(string token, string hostName)
    {
        using var http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        { BaseAddress = server.Agents };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificateRequest = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        return await http.PostAsJsonAsync(GatewayRoutes.Enroll, new { token, hostName, certificateRequest });
    }
}

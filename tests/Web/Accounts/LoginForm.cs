using System.Text.RegularExpressions;

namespace Dcmon.Web.Tests.Accounts;

/// <summary>The log-in page as a person uses it.</summary>
internal static partial class LoginForm
{
    /// <summary>Opens the page and posts its form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, string user, string password, string returnUrl = "/")
    {
        var page = await http.GetStringAsync("/login?returnUrl=" + Uri.EscapeDataString(returnUrl));
        var token = AntiforgeryToken().Match(page).Groups[1].Value;
        return await http.PostAsync("/login", new FormUrlEncodedContent(
            [new("user", user), new("password", password), new("returnUrl", returnUrl), new("__RequestVerificationToken", token)]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}

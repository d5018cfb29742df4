namespace Dcmon.Web.Enrollment;

/// <summary>Letting machines in.</summary>
public static class EnrollmentExtensions
{
    /// <summary>Registers what makes enrolment URLs.</summary>
    public static IServiceCollection AddEnrollment(this IServiceCollection services) => services.AddSingleton<EnrollmentUrls>();
}

namespace Portico.SignIn;

/// <summary>Registers what the operations of signing in stand on.</summary>
public static class SignInRegistration
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<AccountMail>();
        return services;
    }
}

package community.doorstep.wechat;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The merchant's keys, and the HTTP client that signs with them and verifies each reply. */
final class PayConnection implements AutoCloseable {

    private final OkHttpClient okHttp;
    private final RSAPublicKeyConfig keys;
    private final HttpClient http;

    PayConnection(WechatSettings settings) {
        WechatSettings.Pay pay = settings.pay();
        this.keys = new RSAPublicKeyConfig.Builder()
                .merchantId(pay.merchantId())
                .merchantSerialNumber(pay.merchantSerial())
                .privateKey(pay.merchantPrivateKey())
                .publicKeyId(pay.publicKeyId())
                .publicKey(pay.publicKey())
                .apiV3Key(pay.apiV3Key())
                .build();
        this.okHttp = okHttp(settings);
        this.http =
                new DefaultHttpClientBuilder().config(keys).okHttpClient(okHttp).build();
    }

    private static OkHttpClient okHttp(WechatSettings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                // WeChat drops a connection that is idle for 8 s.
                .connectionPool(new ConnectionPool(settings.connections(), 7, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.responseTimeout())
                .writeTimeout(settings.responseTimeout())
                .callTimeout(settings.longestHttpCall())
                .followRedirects(false);
        String payUrl = settings.pay().payUrl();
        if (payUrl != null) {
            HttpUrl target = HttpUrl.get(payUrl);
            builder.addInterceptor(call -> elsewhere(call, target));
        }
        return builder.build();
    }

    /** The signature covers path and query only, so another host may answer. */
    private static okhttp3.Response elsewhere(Interceptor.Chain call, HttpUrl target) throws IOException {
        Request request = call.request();
        HttpUrl url = request.url()
                .newBuilder()
                .scheme(target.scheme())
                .host(target.host())
                .port(target.port())
                .build();
        return call.proceed(request.newBuilder().url(url).build());
    }

    RSAPublicKeyConfig keys() {
        return keys;
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        okHttp.dispatcher().executorService().shutdown();
        okHttp.connectionPool().evictAll();
    }
}
